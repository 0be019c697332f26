/** Keys that follow each other faster than this are one code. Readers need a tenth of it; a busy tablet hands them over late. */
const keyGapMs = 1000;
/** A code that was read while a screen was on its way is handed to that screen within this time. */
const waitsMs = 5000;
const shortestCode = 4;

interface Taker {
  /** Writes into a box: from the first key on, keys go there by themselves. */
  box?: () => HTMLInputElement | null;
  /** Takes a whole code. */
  onCode: (text: string) => void;
}

const takesText = (element: Element | null) =>
  element instanceof HTMLElement && (element.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(element.tagName));
const isDialogOpen = () => document.querySelector('[role="dialog"]') !== null;
const isPlainKey = (event: KeyboardEvent) =>
  event.key.length === 1 &&
  event.key !== " " &&
  !event.ctrlKey &&
  !event.metaKey &&
  !event.altKey &&
  !event.isComposing;

/**
 * A bar code reader is a keyboard that aims at nothing. This listens for as long as the page lives, over every change of screen: what was
 * half read when one screen went is finished by the next one.
 */
class Reader {
  private takers: Taker[] = [];
  private typed = "";
  private typedAt = Number.NEGATIVE_INFINITY;
  private whole: { text: string; at: number } | null = null;

  listen(): void {
    document.addEventListener("keydown", (event) => this.hear(event), true);
  }

  /** The screen that came last takes what is read, until the returned function is called. */
  give(taker: Taker): () => void {
    this.takers.push(taker);
    this.handOver(taker);
    return () => {
      this.takers = this.takers.filter((other) => other !== taker);
    };
  }

  private handOver(taker: Taker): void {
    const now = performance.now();
    const { whole, typed, typedAt } = this;
    this.whole = null;
    if (whole && now - whole.at < waitsMs) taker.onCode(whole.text);
    const box = taker.box?.();
    if (!box || !typed || now - typedAt > keyGapMs) return;
    this.typed = "";
    box.focus();
    // Said to React the way a key would.
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(box, typed + box.value);
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  private hear(event: KeyboardEvent): void {
    if (takesText(document.activeElement) || isDialogOpen()) return;
    const taker = this.takers.at(-1);
    const box = taker?.box?.();
    if (box) {
      // The key itself lands in the box: focus moves before the letter is written.
      if (isPlainKey(event)) box.focus();
      return;
    }
    if (event.timeStamp - this.typedAt > keyGapMs) this.typed = "";
    if (isPlainKey(event)) {
      this.typed += event.key;
      this.typedAt = event.timeStamp;
    } else if (event.key === "Enter" && this.typed.length >= shortestCode) {
      // The focused button must not be pressed by the reader's Enter.
      event.preventDefault();
      const text = this.typed;
      this.typed = "";
      if (taker) taker.onCode(text);
      else this.whole = { text, at: event.timeStamp };
    }
  }
}

let reader: Reader | undefined;

/** The one reader of this page. Browser only. */
export function theReader(): Reader {
  if (!reader) {
    reader = new Reader();
    reader.listen();
  }
  return reader;
}
