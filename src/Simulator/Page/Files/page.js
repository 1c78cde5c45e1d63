import { announce, byId, control, copy, element, time } from "./dom.js";
import { showExchanges } from "./exchanges.js";
import { showApis } from "./apis.js";

const connections = { MobileData: "Mobile data", WiFi: "Wi-Fi", Vpn: "VPN" };
const lines = { Mobile: "mobile", MobileWithoutSms: "mobile, no text messages", Landline: "landline", SmsBarred: "text messages barred", Blacklisted: "not verified by anybody" };
const answers = { Approve: "Approve", LeavePending: "Leave pending", Deny: "Deny", Refuse: "Refuse at once" };
const deviceHeader = "X-Simulated-Device";
const apis = {};
let known = "";

async function act(action, done) {
  try {
    await action();
    announce(done);
  } catch (error) {
    announce(error.message, true);
  }
  await refresh();
}

const change = (device, changes, done) => act(() => control("PATCH", "devices", { id: device.id, ...changes }), done);

function select(label, options, value, onchange) {
  const box = element("select", { onchange: () => onchange(box.value) },
    ...Object.entries(options).map(([key, text]) => element("option", { value: key, selected: key === value }, text)));
  return element("label", {}, label, box);
}

function simForm(device) {
  const number = element("input", { name: "number", inputmode: "tel", required: true, pattern: "\\+[1-9][0-9]{4,14}", value: device.phoneNumber, autocomplete: "off" });
  const how = element("select", { name: "how" },
    element("option", { value: "changeSim" }, "Replaces the SIM of mobile data"),
    element("option", { value: "addSim" }, "Is one more SIM"));
  return element("form", {
    onsubmit: (event) => {
      event.preventDefault();
      change(device, { [how.value]: number.value.trim() }, how.value === "addSim" ? "SIM added." : "SIM changed: what was issued before is worth nothing now.");
    },
  }, element("label", {}, "Number of the new SIM", number), element("label", {}, "What it does", how), element("button", {}, "Put it in"));
}

function deviceCard(device) {
  const more = device.phoneNumbers.length > 1
    ? select("SIM of mobile data", Object.fromEntries(device.phoneNumbers.map((number) => [number, number])), device.phoneNumber,
      (value) => change(device, { useDataSim: value }, "Mobile data goes over the other SIM."))
    : null;
  return element("li", { class: "sim" },
    element("div", { class: "sim-head" },
      element("span", { class: "chip", "aria-hidden": "true" }),
      element("h3", { class: "number" }, device.phoneNumber),
      element("span", { class: `badge ${device.connection}` }, connections[device.connection])),
    element("div", { class: "header-line" },
      element("code", { title: `${deviceHeader}: ${device.id}` }, `${deviceHeader}: ${device.id.slice(0, 6)}…`),
      element("button", { type: "button", "aria-label": `Copy the header of ${device.phoneNumber}`, onclick: () => copy(`${deviceHeader}: ${device.id}`, "Header") }, "Copy header")),
    element("div", { class: "fields" },
      select("Connection", connections, device.connection, (value) => change(device, { connection: value }, `${device.phoneNumber} is on ${connections[value]} now.`)),
      more),
    element("details", {},
      element("summary", {}, "SIM, consent and CIBA"),
      element("div", { class: "fields" },
        select("Consent", { true: "Given", false: "Withheld" }, String(device.hasConsented), (value) => change(device, { hasConsented: value === "true" }, "Consent changed.")),
        select("Answer to CIBA", answers, device.backchannelAnswer, (value) => change(device, { backchannelAnswer: value }, "Answer changed."))),
      simForm(device)));
}

function messageItem(message) {
  return element("li", {},
    element("p", { class: "message-head" },
      element("span", {}, element("span", { class: "number" }, message.phoneNumber), message.sender ? element("span", { class: "quiet" }, ` from ${message.sender}`) : null),
      element("time", { datetime: message.receivedAt }, time(message.receivedAt))),
    element("p", { class: "bubble" }, message.text),
    element("button", { type: "button", "aria-label": `Copy the code ${message.code}`, onclick: () => copy(message.code, "Code") }, "Copy code"));
}

const orEmpty = (items, text) => (items.length > 0 ? items : [element("li", { class: "empty" }, text)]);

// What is being used is not replaced under the user's fingers.
function replace(list, items) {
  const open = new Set([...list.querySelectorAll("details[open]")].map((details) => [...list.children].indexOf(details.closest("li"))));
  const focused = list.contains(document.activeElement) ? [...list.querySelectorAll("select, button, input, summary")].indexOf(document.activeElement) : -1;
  list.replaceChildren(...items);
  items.forEach((item, index) => open.has(index) && item.querySelector("details")?.setAttribute("open", ""));
  if (focused >= 0) list.querySelectorAll("select, button, input, summary")[focused]?.focus({ preventScroll: true });
}

async function refresh() {
  const [devices, subscribers, inbox] = await Promise.all([control("GET", "devices"), control("GET", "subscribers"), control("GET", "inbox")]);
  const now = JSON.stringify([devices, subscribers, inbox]);
  if (now === known) return;
  known = now;
  replace(byId("device-list"), orEmpty(devices.map(deviceCard), "No devices. Add one, and give it a number such as +346661113334."));
  replace(byId("subscriber-list"), orEmpty(subscribers.map((subscriber) =>
    element("li", {}, element("span", { class: "number" }, subscriber.phoneNumber), element("span", { class: "quiet" }, lines[subscriber.line]))), "No subscribers."));
  const [calls, texts] = [true, false].map((isCall) => inbox.filter((message) => message.isVoiceCall === isCall).toReversed());
  replace(byId("message-list"), orEmpty(texts.map(messageItem), "No messages. A one-time password arrives here."));
  replace(byId("call-list"), orEmpty(calls.map(messageItem), "No calls. What a call says stands here."));
  byId("device-count").textContent = devices.length;
  byId("message-count").textContent = inbox.length;
  apis.learn?.({ devices, inbox });
}

function whenSubmitted(id, path, done) {
  byId(id).addEventListener("submit", (event) => {
    event.preventDefault();
    const form = event.target;
    const body = Object.fromEntries(new FormData(form));
    act(async () => {
      await control("POST", path, body);
      form.reset();
    }, done);
  });
}

whenSubmitted("add-device", "devices", "Device added.");
whenSubmitted("add-subscriber", "subscribers", "Subscriber added.");

const page = await control("GET", "page");
byId("issuer").textContent = page.issuer;
apis.learn = showApis(page);
await refresh();
await showExchanges(() => refresh().catch(() => {}));
addEventListener("focus", () => refresh().catch(() => {}));
setInterval(() => document.visibilityState === "visible" && refresh().catch(() => {}), 5000);
