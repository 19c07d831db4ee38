// A post's text as text nodes. There is no way from here to markup.

import { createMemo, createSignal, For, type JSX, Match, Show, Switch } from 'solid-js'
import { t } from '../i18n/language.ts'
import '../styles/post-text.css'
import { Icon } from './icon.tsx'
import { known } from './known.ts'
import { MentionChip, TextLink } from './mention-chip.tsx'
import { type RichBlock, type RichSpan, withMentions } from './mention-spans.ts'
import { blocksOf, isOnlyEmoji } from './text-tokens.ts'

export function PostText(props: { text: string; mentions?: string[] | undefined; tail?: JSX.Element }) {
  const blocks = createMemo(() => withMentions(blocksOf(props.text), props.mentions, known()))
  return (
    <div class="post-text" dir="auto" data-big={isOnlyEmoji(props.text) ? '' : undefined}>
      <For each={blocks()}>{(block) => <OneBlock block={block} />}</For>
      {props.tail}
    </div>
  )
}

function OneBlock(props: { block: RichBlock }) {
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

function OneSpan(props: { span: RichSpan }) {
  const span = props.span
  switch (span.span) {
    case 'text':
      return span.text
    case 'code':
      return <code>{span.text}</code>
    case 'link':
      return <TextLink href={span.href} text={span.text} />
    case 'person':
    case 'everybody':
    case 'room':
      return <MentionChip mention={span} />
  }
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
