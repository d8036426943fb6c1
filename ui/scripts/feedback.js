// What a reader says of an answer is kept as it is said. The chat is drawn anew with every question, so what was said is
// remembered here, by message, and shown again.
const opinions = new Map();

element.addEventListener("click", (event) => {
  const button = event.target.closest(".feedback button");
  if (!button) return;
  const form = button.closest(".feedback");
  const opinion = opinionOf(form);
  const { rating, reason } = button.dataset;
  if (rating) {
    opinion.rating = opinion.rating === rating ? "" : rating;
    opinion.open = opinion.rating !== "";
  } else if (reason) {
    opinion.reasons = opinion.reasons.includes(reason) ? opinion.reasons.filter((each) => each !== reason) : [...opinion.reasons, reason];
  } else {
    opinion.open = false;
    form.querySelector("[aria-pressed='true']")?.focus();
  }
  if (rating || reason || opinion.words !== wordsOf(form)) keepOpinion(form, opinion);
  draw(form, opinion);
});

element.addEventListener("focusout", (event) => {
  const form = event.target.closest(".feedback .note")?.closest(".feedback");
  if (form && opinionOf(form).words !== wordsOf(form)) keepOpinion(form, opinionOf(form));
});

function opinionOf(form) {
  const message = form.closest(".reply").dataset.message;
  if (!opinions.has(message)) opinions.set(message, { rating: "", reasons: [], words: "", open: false, sending: Promise.resolve() });
  return opinions.get(message);
}

function wordsOf(form) {
  return form.querySelector(".note").innerText.trim().slice(0, 2000);
}

// One after the other, so that what was said last is what is kept.
function keepOpinion(form, opinion) {
  opinion.words = wordsOf(form);
  const { rating, reasons, words } = opinion;
  const message = form.closest(".reply").dataset.message;
  const headers = { "Content-Type": "application/json" };
  const sent = { method: "PUT", headers, body: JSON.stringify({ rating, reasons, words }) };
  opinion.sending = opinion.sending.then(() => fetch(`feedback/${message}`, sent).catch(() => null)).then((got) => {
    const strings = window.verbatim.strings;
    const told = !got?.ok ? strings.feedback_not_kept : rating ? strings.feedback_kept : strings.feedback_taken_back;
    const place = element.querySelector(`.reply[data-message="${message}"] .feedback > .said`);
    if (place) place.textContent = told;
  });
}

function draw(form, opinion) {
  for (const thumb of form.querySelectorAll("[data-rating]")) thumb.setAttribute("aria-pressed", String(thumb.dataset.rating === opinion.rating));
  for (const each of form.querySelectorAll("[data-reason]")) each.setAttribute("aria-pressed", String(opinion.reasons.includes(each.dataset.reason)));
  form.querySelector(".opinion").hidden = !opinion.open;
  form.querySelector(".reasons").hidden = opinion.rating !== "down";
}

new MutationObserver(() => {
  for (const form of element.querySelectorAll(".feedback:not([data-drawn])")) {
    form.dataset.drawn = "";
    const opinion = opinions.get(form.closest(".reply").dataset.message);
    if (!opinion) continue;
    form.querySelector(".note").textContent = opinion.words;
    draw(form, opinion);
  }
}).observe(element, { childList: true, subtree: true });
