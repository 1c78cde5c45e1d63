import { byId, control, element, time } from "./dom.js";

const capacity = 500; // as many as the simulator keeps
const sources = { Header: "header", Query: "query", Form: "form", Json: "JSON" };

function parameterRow(parameter, explanations) {
  const [sentence, section] = explanations[parameter.name] ?? ["No specification this simulator follows has this name.", ""];
  return element("div", { class: "parameter" },
    element("dt", {}, element("code", {}, parameter.name), element("span", { class: "source" }, sources[parameter.source])),
    element("dd", {},
      parameter.isMasked
        ? element("span", { class: "masked" }, element("span", { "aria-hidden": "true" }, "•••"), element("span", { class: "unseen" }, "masked"))
        : element("code", { class: "value" }, parameter.value),
      element("p", {}, sentence, section ? element("cite", {}, section) : null)));
}

const part = (title, parameters, explanations) => [
  element("h4", {}, title),
  parameters.length > 0
    ? element("dl", {}, ...parameters.map((parameter) => parameterRow(parameter, explanations)))
    : element("p", { class: "empty" }, "No parameters."),
];

function kind(status) {
  if (status >= 500) return "fails";
  if (status >= 400) return "refused";
  return status >= 300 ? "moves" : "fine";
}

const errorOf = (exchange) => exchange.response.find((parameter) => parameter.name === (exchange.statusCode < 400 || exchange.response.some((p) => p.name === "error") ? "error" : "code"))?.value;

function exchangeItem(exchange, explanations) {
  const error = errorOf(exchange);
  const details = element("details", {},
    element("summary", {},
      element("span", { class: `status ${kind(exchange.statusCode)}` }, exchange.statusCode),
      element("span", { class: "method" }, exchange.method),
      element("code", { class: "path" }, exchange.path),
      error || exchange.fault ? element("span", { class: "error-code" }, [error, exchange.fault && `fault: ${exchange.fault}`].filter(Boolean).join(" · ")) : null,
      element("time", { datetime: exchange.startedAt }, time(exchange.startedAt))));
  details.addEventListener("toggle", () => {
    if (details.open && details.children.length === 1) {
      details.append(element("div", { class: "parts" }, ...part("Request", exchange.request, explanations), ...part("Answer", exchange.response, explanations)));
    }
  });
  const item = element("li", { class: error || exchange.statusCode >= 400 ? "is-error" : "" }, details);
  item.dataset.number = exchange.number;
  return item;
}

export async function showExchanges(happened) {
  const explanations = await (await fetch("/simulator/parameters.json", { credentials: "omit" })).json();
  const list = byId("exchange-list");
  const live = byId("live");
  const pause = byId("pause");
  const empty = element("li", { class: "empty" }, "Nothing yet. Send a request, or try one of the APIs below.");
  let waiting = [];
  let paused = false;

  const add = (exchange) => {
    empty.remove();
    if ([...list.children].some((item) => item.dataset.number === String(exchange.number))) return;
    // An exchange is told when it ends; the order is that of the beginnings.
    const later = [...list.children].find((item) => Number(item.dataset.number) < exchange.number);
    list.insertBefore(exchangeItem(exchange, explanations), later ?? null);
    if (list.children.length > capacity) list.lastElementChild.remove();
  };
  const catchUp = async () => {
    const all = await control("GET", "exchanges");
    all.forEach(add);
    if (all.length === 0 && list.children.length === 0) list.append(empty);
  };
  const show = () => {
    live.textContent = paused ? (waiting.length > 0 ? `paused, ${waiting.length} new` : "paused") : "live";
    live.className = paused ? "live" : "live on";
  };

  pause.addEventListener("click", () => {
    paused = !paused;
    pause.setAttribute("aria-pressed", String(paused));
    if (!paused) {
      waiting.forEach(add);
      waiting = [];
    }
    show();
  });
  byId("exchange-filter").addEventListener("change", (event) => list.classList.toggle("errors-only", event.target.value === "errors"));

  const events = new EventSource("/simulator/events");
  events.addEventListener("open", () => {
    show();
    catchUp().catch(() => {});
  });
  events.addEventListener("error", () => {
    live.textContent = "not connected";
    live.className = "live off";
  });
  events.addEventListener("exchange", (event) => {
    const exchange = JSON.parse(event.data);
    if (paused) waiting = [...waiting, exchange].slice(-capacity);
    else add(exchange);
    show();
    happened();
  });
  events.addEventListener("message", () => happened());
  await catchUp();
}
