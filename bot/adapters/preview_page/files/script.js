// Keeps the moves, asks the server for the rest, and looks again whenever the file is saved.
const lang = document.body.dataset.lang;
const chat = document.getElementById("chat");
const look = document.getElementById("look");
let moves = [];
let seed = 1;

async function play(wanted) {
  const body = JSON.stringify({ moves: wanted, lang, seed });
  const answer = await fetch("/play", { method: "POST", headers: { "Content-Type": "application/json" }, body });
  chat.innerHTML = await answer.text();
  const bubbles = chat.querySelector(".bubbles");
  moves = bubbles && bubbles.dataset.moves ? bubbles.dataset.moves.split(" ") : [];
}

chat.addEventListener("click", async (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.do === "back") await play(moves.slice(0, -1));
  else if (button.dataset.do === "again") await play([]);
  else if (button.dataset.do === "vary") { seed += 1; await play([]); }
  else await play([...moves, button.dataset.move]);
  const last = chat.querySelector(".bubbles li:last-child");
  if (last && moves.length) last.scrollIntoView({ block: "nearest", behavior: "smooth" });
});

let version = null;
new EventSource("/changes").onmessage = async (event) => {
  const first = version === null;
  if (version === event.data) return;
  version = event.data;
  if (first) return;
  const before = look.querySelector("[data-scroll]");
  const place = before ? [before.scrollLeft, before.scrollTop] : [0, 0];
  look.innerHTML = await (await fetch("/look?lang=" + lang)).text();
  const after = look.querySelector("[data-scroll]");
  if (after) [after.scrollLeft, after.scrollTop] = place;
  await play(moves);
};
