// Hover cards of citations and verdicts.
const GAP = 8; // pixels between a mark and its card, and between a card and the window's edge

// A card is fixed to the window, so that no scrolling box cuts it off.
function place(event) {
  const anchor = event.target.closest?.(".has-card");
  const card = anchor?.querySelector(".card");
  if (!card) return;
  const at = anchor.getBoundingClientRect();
  const size = card.getBoundingClientRect();
  const left = Math.min(at.left, window.innerWidth - size.width - GAP);
  const above = at.top - size.height - GAP;
  card.style.left = `${Math.max(GAP, left)}px`;
  card.style.top = `${above > GAP ? above : at.bottom + GAP}px`;
}
element.addEventListener("pointerover", place);
element.addEventListener("focusin", place);

// A click opens the source: the card that told of it would now stand in its way, until the pointer comes anew.
element.addEventListener("click", (event) => event.target.closest(".has-card")?.classList.add("opened"));
element.addEventListener("pointerout", (event) => {
  const anchor = event.target.closest?.(".has-card");
  if (anchor && !anchor.contains(event.relatedTarget)) anchor.classList.remove("opened");
});
