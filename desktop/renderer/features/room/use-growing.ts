import { type RefObject, useLayoutEffect } from 'react';

/** Lets a text area be as high as its text; its max-height in CSS is the limit. */
export function useGrowing(field: RefObject<HTMLTextAreaElement | null>, text: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text decides the height.
  useLayoutEffect(() => {
    const element = field.current;
    const form = element?.form;
    if (!element || !form) return;
    // What lies around it must not move while it is measured: the list above would lose its end.
    form.style.minHeight = `${form.offsetHeight}px`;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
    form.style.minHeight = '';
  }, [field, text]);
}
