import { announce, control, element } from "./dom.js";

const purpose = "dpv:FraudPreventionAndDetection";
const verifyScope = "number-verification:verify";
const shareScope = "number-verification:device-phone-number:read";
const otpScope = "one-time-password-sms:send-validate";
const ciba = "urn:openid:params:grant-type:ciba";

const base64Url = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const randomText = () => base64Url(crypto.getRandomValues(new Uint8Array(32)));

// What one call learns, the next one needs. It stays in this page, and is gone when the page is.
const learned = { code_verifier: randomText(), state: randomText() };
const boxes = [];

function learn(values) {
  Object.assign(learned, values);
  for (const { box, from } of boxes) {
    const value = from ? learned[from] : undefined;
    if (value !== undefined && (box.value === "" || box.dataset.learned === box.value)) {
      box.value = value;
      box.dataset.learned = value;
    }
  }
}

let nextId = 0;

function field({ name, label = name, value = "", from, options, suggestions, type }) {
  const id = `field-${++nextId}`;
  const box = options
    ? element("select", { id, name }, ...options.map(([key, text]) => element("option", { value: key }, text)))
    : element("input", { id, name, type: type ?? "text", value, required: true, list: suggestions && `${id}-list`, autocomplete: "off", spellcheck: "false" });
  if (!options) boxes.push({ box, from });
  return element("div", { class: "field" }, element("label", { for: id }, label), box,
    suggestions ? element("datalist", { id: `${id}-list` }, ...suggestions.map((text) => element("option", { value: text }))) : null);
}

const device = { name: "device", label: "Device", options: [] };
const clientId = { name: "client_id", from: "client_id" };
const clientSecret = { name: "client_secret", from: "client_secret", type: "password" };
const accessToken = { name: "access_token", from: "access_token", label: "access_token", type: "password" };
const scopes = { name: "scope", value: `openid ${purpose} ${verifyScope}`, suggestions: [verifyScope, shareScope].map((scope) => `openid ${purpose} ${scope}`) }; // a dialect may spell them otherwise

const form = (path, { device: _, ...values }) => ({ method: "POST", path, headers: { "Content-Type": "application/x-www-form-urlencoded" }, body: new URLSearchParams(values).toString() });
const bearer = (token) => ({ Authorization: `Bearer ${token}` });
const json = (path, token, body) => ({ method: "POST", path, headers: { ...bearer(token), "Content-Type": "application/json" }, body: JSON.stringify(body) });

const requestId = { name: "request_id", from: "request_id" };
const authyKey = { name: "key", label: "X-Authy-API-Key", from: "authy_key", type: "password" };
const authyNumber = [{ name: "country_code", value: "34" }, { name: "phone_number", value: "6661113334" }];
const withKey = ({ headers, ...request }, key) => ({ ...request, headers: { ...headers, "X-Authy-API-Key": key } });
const vonageOperation = (path, name, fields) => path && {
  name, method: "POST", path, note: "Refusals come with 200 OK: the status in the body tells.",
  fields: [{ name: "api_key", from: "api_key" }, { name: "api_secret", from: "api_secret", type: "password" }, ...fields],
  request: (values) => form(path, values),
};

function operations(page, route) {
  const token = page.tokenPath;
  const backchannel = page.grantTypes.includes(ciba) ? page.backchannelPath : null;
  const verify = route("POST", "/number-verification/v2/verify", "/verify");
  const share = route("GET", "/number-verification/v2/device-phone-number", "/device-phone-number");
  const send = route("POST", "/one-time-password-sms/v1/send-code", "/send-code");
  const validate = route("POST", "/one-time-password-sms/v1/validate-code", "/validate-code");
  const vonage = (path) => route("POST", `/verify/${path}`, `/verify/${path}`);
  const authy = (method, name) => route(method, `/protected/json/phones/verification/${name}`, `/verification/${name}`);
  return [
    {
      title: "OpenID Connect", document: "openid-connect", what: "Who may ask, for whom, and for what purpose.",
      operations: [
        { name: "Read the provider's metadata", method: "GET", path: "/.well-known/openid-configuration", fields: [], request: () => ({ method: "GET", path: "/.well-known/openid-configuration" }) },
        { name: "Read the key set", method: "GET", path: "/jwks", fields: [], request: () => ({ method: "GET", path: "/jwks" }) },
        {
          name: "Open the authorization URL on a device", method: "GET", path: new URL(page.authorizationEndpoint).pathname,
          note: "A backend builds this URL, the phone opens it. The simulator opens it here as the chosen device and shows where the operator sends it.",
          fields: [device, clientId, { name: "redirect_uri", from: "redirect_uri" }, scopes, { name: "state", from: "state" }],
          opens: async ({ device: id, ...values }) => {
            const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(learned.code_verifier));
            const query = new URLSearchParams({ response_type: "code", ...values, prompt: "none", code_challenge: base64Url(digest), code_challenge_method: "S256" });
            return { id, url: `${page.authorizationEndpoint}?${query}` };
          },
        },
        {
          name: "Exchange a code for tokens", method: "POST", path: token,
          fields: [clientId, clientSecret, { name: "code", from: "code" }, { name: "redirect_uri", from: "redirect_uri" }, { name: "code_verifier", from: "code_verifier" }],
          request: (values) => form(token, { grant_type: "authorization_code", ...values }),
        },
        backchannel && {
          name: "Start a backchannel authorization (CIBA)", method: "POST", path: backchannel,
          note: "The chosen device proves itself with a temporary operator token, which the simulator makes first.",
          fields: [device, clientId, clientSecret, scopes],
          before: async (values) => ({ ...values, login_hint: `operatortoken:${(await control("POST", "operator-tokens", { id: values.device })).operatorToken}` }),
          request: (values) => form(backchannel, values),
        },
        backchannel && {
          name: "Poll for the tokens (CIBA)", method: "POST", path: token,
          fields: [clientId, clientSecret, { name: "auth_req_id", from: "auth_req_id" }],
          request: (values) => form(token, { grant_type: ciba, ...values }),
        },
        send && {
          name: "Get a token for the backend itself", method: "POST", path: token,
          note: "Client credentials: no user takes part, which one-time passwords allow.",
          fields: [clientId, clientSecret, { name: "scope", value: otpScope }],
          request: (values) => form(token, { grant_type: "client_credentials", ...values }),
        },
      ],
    },
    {
      title: "Number Verification", document: "number-verification", what: "Is this the number of the device the user holds?",
      operations: [
        verify && {
          name: "Verify a number", method: "POST", path: verify, note: "A token is good for one call.",
          fields: [accessToken, { name: "phoneNumber", value: "+346661113334" }],
          request: (values) => json(verify, values.access_token, { phoneNumber: values.phoneNumber }),
        },
        share && {
          name: "Read the device's own number", method: "GET", path: share, note: `The token needs the scope ${shareScope}.`,
          fields: [accessToken], request: (values) => ({ method: "GET", path: share, headers: bearer(values.access_token) }),
        },
      ],
    },
    {
      title: "One-time password by SMS", document: "one-time-password-sms", what: "Can the user read what is sent to this number?",
      operations: [
        send && {
          name: "Send a code", method: "POST", path: send,
          fields: [accessToken, { name: "phoneNumber", value: "+346661113334" }, { name: "message", value: "{{code}} is your code" }],
          request: ({ access_token, ...body }) => json(send, access_token, body),
        },
        validate && {
          name: "Validate a code", method: "POST", path: validate,
          fields: [accessToken, { name: "authenticationId", from: "authenticationId" }, { name: "code", from: "otp" }],
          request: ({ access_token, ...body }) => json(validate, access_token, body),
        },
      ],
    },
    {
      title: "Vonage Verify", document: "vonage-verify", what: "A code by text message or call, with the next way of delivery when nobody answers.",
      operations: [
        vonageOperation(vonage("json"), "Start a verification", [{ name: "number", value: "346661113334" }, { name: "brand", value: "Example" }]),
        vonageOperation(vonage("psd2/json"), "Start a verification of a payment", [{ name: "number", value: "346661113334" }, { name: "payee", value: "Example" }, { name: "amount", value: "12.50" }]),
        vonageOperation(vonage("check/json"), "Try a code", [requestId, { name: "code", from: "otp" }]),
        vonageOperation(vonage("search/json"), "Look up a verification", [requestId]),
        vonageOperation(vonage("control/json"), "Cancel it, or take its next step", [requestId, { name: "cmd", value: "trigger_next_event", suggestions: ["trigger_next_event", "cancel"] }]),
      ],
    },
    {
      title: "Authy Phone Verification", document: "authy-phone-verification", what: "A code by text message or call, found again by the number.",
      operations: [
        authy("POST", "start") && {
          name: "Start a verification", method: "POST", path: authy("POST", "start"),
          fields: [authyKey, { name: "via", value: "sms", suggestions: ["sms", "call"] }, ...authyNumber],
          request: ({ key, ...values }) => withKey(form(authy("POST", "start"), values), key),
        },
        authy("GET", "check") && {
          name: "Try a code", method: "GET", path: authy("GET", "check"),
          fields: [authyKey, ...authyNumber, { name: "verification_code", from: "otp" }],
          request: ({ key, ...values }) => withKey({ method: "GET", path: `${authy("GET", "check")}?${new URLSearchParams(values)}` }, key),
        },
        authy("GET", "status") && {
          name: "Look up a verification", method: "GET", path: authy("GET", "status"),
          fields: [authyKey, { name: "uuid", from: "uuid" }],
          request: ({ key, ...values }) => withKey({ method: "GET", path: `${authy("GET", "status")}?${new URLSearchParams(values)}` }, key),
        },
      ],
    },
  ];
}

async function send(operation, values, output) {
  const ready = operation.before ? await operation.before(values) : values;
  if (operation.opens) {
    const callback = await control("POST", "authorizations", await operation.opens(ready));
    learn(callback.parameters);
    return show(output, callback.parameters.error ? "refused" : "moves", "302 Found", callback);
  }

  const { path, ...request } = operation.request(ready);
  const response = await fetch(path, { ...request, credentials: "omit", redirect: "error" });
  const text = await response.text();
  let answer = text;
  try {
    answer = JSON.parse(text);
    if (response.ok) learn(answer);
  } catch { /* an answer need not be JSON, least of all a faulty one */ }
  return show(output, response.ok ? "fine" : "refused", `${response.status} ${response.statusText}`.trim(), answer);
}

function show(output, kind, status, answer) {
  output.previousElementSibling.replaceChildren(element("span", { class: `status ${kind}` }, status));
  output.replaceChildren(
    element("pre", { tabindex: "0", "aria-label": "Answer" }, typeof answer === "string" ? answer || "(no body)" : JSON.stringify(answer, null, 2)));
}

function operationItem(operation) {
  const output = element("div", { class: "output" });
  const result = element("p", { class: "result", role: "status" }); // read out; the answer itself would be too much
  const button = element("button", { class: "primary" }, "Send");
  const send_ = element("form", {
    onsubmit: async (event) => {
      event.preventDefault();
      button.disabled = true;
      try {
        await send(operation, Object.fromEntries(new FormData(send_)), output);
      } catch (error) {
        result.replaceChildren();
        output.replaceChildren();
        announce(error.message || "The request failed.", true);
      }
      button.disabled = false;
      button.focus({ preventScroll: true });
    },
  }, element("div", { class: "fields" }, ...operation.fields.map(field)), button, result, output);
  return element("details", { class: "operation" },
    element("summary", {}, element("span", { class: "method" }, operation.method), element("span", { class: "operation-name" }, operation.name), element("code", { class: "path" }, operation.path)),
    operation.note ? element("p", { class: "quiet" }, operation.note) : null,
    send_);
}

function documentItem(path) {
  const text = element("pre", { tabindex: "0", "aria-label": "OpenAPI document" });
  const details = element("details", { class: "document" }, element("summary", {}, "OpenAPI document"),
    element("p", {}, element("a", { href: path }, "Open it on its own")), text);
  details.addEventListener("toggle", async () => {
    if (details.open && text.textContent === "") text.textContent = await (await fetch(path, { credentials: "omit" })).text();
  });
  return details;
}

export function showApis(page) {
  // A dialect may have other paths, or older releases only.
  const route = (method, preferred, ending) => {
    const paths = page.routes.filter((candidate) => candidate.method === method && candidate.path.endsWith(ending)).map((candidate) => candidate.path);
    return paths.includes(preferred) ? preferred : paths.at(-1);
  };
  document.getElementById("api-list").append(...operations(page, route)
    .map((api) => ({ ...api, operations: api.operations.filter(Boolean) }))
    .filter((api) => api.operations.length > 0)
    .map((api) => {
      const path = page.documents.find((candidate) => candidate.endsWith(`/${api.document}.yaml`));
      return element("article", { class: "api" },
        element("h3", {}, api.title),
        element("p", { class: "quiet" }, api.what),
        ...api.operations.map(operationItem),
        path ? documentItem(path) : null);
    }));
  if (page.clients.length > 0) learn({ client_id: page.clients[0].clientId, redirect_uri: page.clients[0].redirectUri });
  learn({});

  for (const { box } of boxes.filter((known) => known.from === "client_secret")) box.addEventListener("change", () => learn({ client_secret: box.value }));
  return ({ devices, inbox }) => {
    for (const box of document.querySelectorAll("#api-list select[name=device]")) {
      const chosen = box.value;
      box.replaceChildren(...devices.map(({ id, phoneNumber }) => element("option", { value: id, selected: id === chosen }, phoneNumber)));
    }
    if (inbox.length > 0) learn({ otp: inbox.at(-1).code });
  };
}
