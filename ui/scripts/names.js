// Gradio's calendar buttons have no name: each gets that of its field. They come and go with what unfolds around them.
function nameCalendars() {
  for (const button of document.querySelectorAll("button.calendar:not([aria-label])")) {
    const label = button.closest(".block")?.querySelector("[data-testid='block-info']")?.textContent.trim() ?? "";
    button.setAttribute("aria-label", [label, window.verbatim.strings.choose_day].filter(Boolean).join(": "));
  }
}
new MutationObserver(nameCalendars).observe(document.body, { childList: true, subtree: true });
nameCalendars();
