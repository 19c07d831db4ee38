// A post's text as text nodes. There is no way from here to markup.

import { createMemo, createSignal, For, Match, Show, Switch } from 'solid-js'
import { t } from '../i18n/language.ts'
import '../styles/post-text.css'
import { Icon } from './icon.tsx'
import { type Block, blocksOf, isOnlyEmoji, type Span } from './text-tokens.ts'

export function PostText(props: { text: string }) {
  const blocks = createMemo(() => blocksOf(props.text))
  return (
    <div class="post-text" dir="auto" data-big={isOnlyEmoji(props.text) ? '' : undefined}>
      <For each={blocks()}>{(block) => <OneBlock block={block} />}</For>
    </div>
  )
}

function OneBlock(props: { block: Block }) {
  return (
    <Switch>
      <Match when={props.block.block === 'text' && props.block}>
        {(block) => (
          <p>
            <For each={block().spans}>{(span) => <OneSpan span={span} />}</For>
          </p>
        )}
      </Match>
      <Match when={props.block.block === 'code' && props.block}>
        {(block) => <Code text={block().text} />}
      </Match>
    </Switch>
  )
}

function OneSpan(props: { span: Span }) {
  return (
    <Switch fallback={props.span.text}>
      <Match when={props.span.span === 'link' && props.span}>
        {(link) => (
          <a href={link().href} target="_blank" rel="noopener noreferrer">
            {link().text}
          </a>
        )}
      </Match>
      <Match when={props.span.span === 'code'}>
        <code>{props.span.text}</code>
      </Match>
    </Switch>
  )
}

function Code(props: { text: string }) {
  const [copied, setCopied] = createSignal(false)
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(props.text)
      setCopied(true)
    } catch {
      // Without permission the text can still be selected by hand.
    }
  }
  return (
    <div class="code-block">
      <pre tabindex="0" dir="ltr">
        <code>{props.text}</code>
      </pre>
      <button type="button" class="button" data-size="small" onClick={() => void copy()}>
        <Show when={copied()} fallback={<Icon name="copy" />}>
          <Icon name="check" />
        </Show>
        {copied() ? t('copied') : t('copyCode')}
      </button>
    </div>
  )
}
