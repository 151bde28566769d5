import { type SubmitEvent } from "react";

/**
 * Submits a form by `onSubmit`, and leads to the first field that it then says is wrong: which may be far above
 * the button.
 */
export const submitting = (onSubmit: () => void) => (event: SubmitEvent<HTMLFormElement>) => {
  event.preventDefault();
  const form = event.currentTarget;
  onSubmit();
  requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
};
