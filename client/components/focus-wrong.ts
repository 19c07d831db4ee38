// After a refused form, the cursor stands where the first mistake is.

export function focusFirstWrong(form: EventTarget | null): void {
  if (!(form instanceof HTMLFormElement)) return
  queueMicrotask(() => form.querySelector<HTMLElement>('[aria-invalid=true]')?.focus())
}
