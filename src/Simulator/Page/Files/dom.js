// Text is inserted as text and nothing else: there is no place here where a string becomes markup.

export const byId = (id) => document.getElementById(id);

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key in made && typeof value !== "string") made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

let forgetting;

export function announce(text, isError = false) {
  const announcer = byId("announcer");
  announcer.textContent = text;
  announcer.classList.toggle("error", isError);
  announcer.classList.add("shown");
  clearTimeout(forgetting);
  forgetting = setTimeout(() => announcer.classList.remove("shown"), 5000);
}

export async function control(method, path, body) {
  const response = await fetch(`/simulator/${path}`, {
    method,
    credentials: "omit",
    headers: body === undefined ? {} : { "Content-Type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const answer = response.status === 204 ? null : await response.json();
  if (!response.ok) throw new Error(answer.message);
  return answer;
}

export async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
    announce(`${what} copied.`);
  } catch {
    announce(`${what} could not be copied: the browser did not allow it.`, true);
  }
}

export const time = (text) => new Date(text).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit" });
