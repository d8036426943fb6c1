// The cards of citations and verdicts: shown at once by the pointer, by the focus, and by the first tap of a finger. A
// card stays while the pointer is on it or on its mark, and Escape puts it away.
(() => {
  const GAP = 8; // pixels between a mark and its card, and between a card and the window's edge
  const LINGER = 260; // milliseconds to get from a mark to its card
  const PAUSE = 120; // milliseconds on a sentence in doubt before its card comes: a pointer that only passes gets none
  let shown = null; // the anchor whose card is shown
  let leaving = 0;
  let coming = 0;
  let finger = false;

  // The anchor of a card: a mark itself; of the words of a sentence in doubt, the one at its end.
  const anchorOf = (target) =>
    target.closest?.(".has-card") ?? target.closest?.(".doubted")?.parentElement.querySelector(":scope > .has-card") ?? null;
  const cardOf = (anchor) => anchor?.querySelector(":scope > .card") ?? null;

  function show(anchor, beside) {
    clearTimeout(leaving);
    clearTimeout(coming);
    if (shown !== anchor) hide();
    if (!cardOf(anchor) || anchor.classList.contains("opened")) return;
    shown = anchor;
    anchor.classList.add("shown");
    place(cardOf(anchor), beside ?? anchor.getBoundingClientRect());
  }

  function hide() {
    clearTimeout(leaving);
    clearTimeout(coming);
    shown?.classList.remove("shown");
    shown = null;
  }

  // A card is fixed to the window, so that no scrolling box cuts it off: above its mark, or below where there is more room.
  function place(card, mark) {
    card.style.maxHeight = "";
    const size = card.getBoundingClientRect();
    const above = mark.top - 2 * GAP;
    const below = window.innerHeight - mark.bottom - 2 * GAP;
    const up = size.height <= above || above > below;
    const height = Math.min(size.height, Math.max(up ? above : below, 0));
    card.style.maxHeight = `${height}px`;
    card.style.left = `${Math.max(GAP, Math.min(mark.left, window.innerWidth - size.width - GAP))}px`;
    card.style.top = `${up ? mark.top - GAP - height : mark.bottom + GAP}px`;
  }

  element.addEventListener("pointerover", (event) => {
    const anchor = event.pointerType === "touch" ? null : anchorOf(event.target);
    if (!anchor) return;
    if (anchor === shown) return clearTimeout(leaving);
    if (anchor.contains(event.target)) return show(anchor);
    const lines = [...event.target.closest(".doubted").getClientRects()];
    const line = lines.find((each) => event.clientY >= each.top && event.clientY <= each.bottom);
    clearTimeout(coming);
    coming = setTimeout(() => show(anchor, line), PAUSE);
  });

  element.addEventListener("pointerout", (event) => {
    const anchor = anchorOf(event.target);
    if (!anchor || (event.relatedTarget instanceof Element && anchorOf(event.relatedTarget) === anchor)) return;
    anchor.classList.remove("opened");
    clearTimeout(coming);
    if (anchor === shown && event.pointerType !== "touch") leaving = setTimeout(hide, LINGER);
  });

  element.addEventListener("focusin", (event) => {
    const anchor = anchorOf(event.target);
    if (anchor?.contains(event.target) && event.target.matches(":focus-visible")) show(anchor);
  });
  element.addEventListener("focusout", (event) => {
    const anchor = anchorOf(event.target);
    anchor?.classList.remove("opened");
    if (anchor === shown && !anchor?.matches(":hover")) hide();
  });

  // A finger has no way to hover: its first tap shows the card, which has a button; the second one opens the source.
  document.addEventListener("pointerdown", (event) => {
    finger = event.pointerType === "touch";
    if (shown && anchorOf(event.target) !== shown) hide();
  });
  element.addEventListener("click", (event) => {
    const anchor = anchorOf(event.target);
    if (!anchor) return;
    if (finger && shown !== anchor) {
      event.preventDefault();
      event.stopPropagation();
      anchor.classList.remove("opened");
      show(anchor);
    } else if (event.target.closest("a")) {
      hide(); // the card would stand in the way of what it opens, until the pointer comes anew
      anchor.classList.add("opened");
    }
  }, true);

  window.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !shown) return;
    event.stopImmediatePropagation();
    shown.classList.add("opened");
    hide();
  }, true);

  window.addEventListener("scroll", (event) => {
    if (!shown || cardOf(shown)?.contains(event.target)) return;
    const mark = shown.getBoundingClientRect();
    const box = document.getElementById("scroll")?.getBoundingClientRect();
    if (!shown.isConnected || (box && (mark.bottom < box.top || mark.top > box.bottom))) hide();
    else place(cardOf(shown), mark);
  }, true);
  window.addEventListener("resize", hide);
})();
