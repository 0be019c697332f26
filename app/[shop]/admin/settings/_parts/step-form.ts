/** What a settings form needs to be a step of the set-up as well: it may be saved as it is, and leads on. */
export interface StepForm {
  onSaved: () => void;
  button: { saveLabel: string; mayConfirm: true };
}
