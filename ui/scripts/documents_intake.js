// The tab "Documents": files and folders are dropped or chosen here, sent a few at a time, and handed over together.
const strings = window.verbatim.strings;
const AT_ONCE = 3; // files on the way at the same time
const MOST = 20000; // files that are taken at once
const drop = element.querySelector(".drop");
const told = element.querySelector(".uploading");
const spoken = element.querySelector("[role='status']");
const halt = element.querySelector("[data-halt]");
let halted = false;

element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.dataset.pick) pick(button.dataset.pick === "folder");
  else if (button === halt) halted = true;
});

// A picker is made for the occasion: the page itself holds no field for files.
function pick(folder) {
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = true;
  input.webkitdirectory = folder;
  input.addEventListener("change", () => take([...input.files].map((file) => ({ file, inFolder: folder }))));
  input.click();
}

// Files may be dropped anywhere while the tab is shown.
const shown = () => element.offsetParent !== null;
const carriesFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
let depth = 0;
function over(event, change) {
  if (!carriesFiles(event) || !shown()) return;
  event.preventDefault();
  depth = Math.max(0, depth + change);
  drop.classList.toggle("over", depth > 0);
}
document.addEventListener("dragenter", (event) => over(event, 1));
document.addEventListener("dragleave", (event) => over(event, -1));
document.addEventListener("dragover", (event) => over(event, 0));
document.addEventListener("drop", async (event) => {
  if (!carriesFiles(event) || !shown()) return;
  event.preventDefault();
  depth = 0;
  drop.classList.remove("over");
  const items = [...event.dataTransfer.items].filter((item) => item.kind === "file");
  const dropped = items.map((item) => ({ entry: item.webkitGetAsEntry?.(), file: item.getAsFile() }));
  const found = [];
  for (const { entry, file } of dropped) {
    if (entry?.isDirectory) await walk(entry, found);
    else if (file) found.push({ file, inFolder: false });
  }
  take(found);
});

async function walk(folder, found) {
  const reader = folder.createReader();
  const read = () => new Promise((resolve) => reader.readEntries(resolve, () => resolve([])));
  for (let entries = await read(); entries.length && found.length <= MOST; entries = await read()) {
    for (const entry of entries) {
      if (entry.name.startsWith(".")) continue;
      if (entry.isDirectory) await walk(entry, found);
      else {
        const file = await new Promise((resolve) => entry.file(resolve, () => resolve(null)));
        if (file) found.push({ file, inFolder: true });
      }
    }
  }
}

// What the server would refuse is not sent; it is named in the report with the others. The server judges again.
function refusal(file) {
  const ending = file.name.includes(".") ? `.${file.name.split(".").pop().toLowerCase()}` : "";
  if (!drop.dataset.kinds.split(" ").includes(ending)) return "kind";
  return file.size > Number(drop.dataset.limit) ? "size" : null;
}

// One handing over after the other: what comes while files are on their way waits for them.
let queue = Promise.resolve();
const take = (found) => (queue = queue.then(() => handOver(found)));

async function handOver(found) {
  const hidden = ({ file, inFolder }) =>
    inFolder && (file.name.startsWith(".") || /(^|\/)(\.|__MACOSX)/.test(file.webkitRelativePath ?? ""));
  const seen = found.filter((each) => !hidden(each)).map(({ file }) => file);
  const wanted = seen.slice(0, MOST);
  if (!wanted.length) return;
  const refused = seen.length > MOST ? [{ name: seen[MOST].name, why: "many" }] : [];
  const waiting = [];
  for (const file of wanted) {
    const why = refusal(file);
    if (why) refused.push({ name: file.name, why });
    else waiting.push(file);
  }
  const files = await send(waiting, refused);
  if (halted) told.textContent = spoken.textContent = strings.upload_stopped;
  else trigger("upload", { files, refused });
}

async function send(waiting, refused) {
  const files = [];
  const total = waiting.length;
  let done = 0;
  halted = false;
  spoken.textContent = `${strings.uploading} ${total}`;
  halt.textContent = strings.upload_stop;
  const tell = () => {
    halt.hidden = total < 2;
    told.textContent = total ? `${strings.uploading} ${done} ${strings.of} ${total} …` : "";
  };
  tell();
  const sender = async () => {
    for (let file = waiting.shift(); file && !halted; file = waiting.shift()) {
      const sent = await upload(file).catch(() => null);
      if (sent?.path) files.push(sent.path);
      else refused.push({ name: file.name, why: "upload" });
      done += 1;
      tell();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sender));
  halt.hidden = true;
  told.textContent = spoken.textContent = "";
  return files;
}
