/** What the reference knows of an operation, and the request that a filled-in form makes of it. */

/** @type {Promise<any> | undefined} */
let document_;

/** @param {string} path @param {string} method */
export async function described(path, method) {
  document_ ??= fetch("/openapi.json").then((answer) => answer.json());
  const { paths, components } = await document_;
  return { ...paths[path][method.toLowerCase()], schemas: components.schemas };
}

/** @param {any} operation what can be filled in besides the body */
export function fieldsOf(operation) {
  return operation.parameters.map((parameter) => ({
    name: parameter.name,
    place: parameter.in,
    required: Boolean(parameter.required),
    choices: choicesOf(parameter.schema, operation.schemas),
    example: String(parameter.example ?? parameter.schema.default ?? ""),
  }));
}

/**
 * @param {any} operation
 * @param {HTMLFormElement} form
 * @returns {{url: URL, method: string, headers: Record<string, string>, body?: string}}
 */
export function filledIn(operation, form) {
  const values = new Map([...new FormData(form)].filter(([, value]) => value !== ""));
  const given = (place) => operation.parameters.filter((each) => each.in === place && values.has(`${place}:${each.name}`));
  const value = (each) => values.get(`${each.in}:${each.name}`);
  const path = operation.path.replace(/\{(\w+)\}/g, (place, name) =>
    encodeURIComponent(values.get(`path:${name}`) ?? place),
  );
  const url = new URL(path, location.origin);
  for (const each of given("query")) url.searchParams.set(each.name, value(each));
  const headers = Object.fromEntries(given("header").map((each) => [each.name, value(each)]));
  const body = form.elements.namedItem("body").value;
  if (!operation.requestBody || !body) return { url, method: operation.method, headers };
  return { url, method: operation.method, headers: { ...headers, "Content-Type": bodyOf(operation).type }, body };
}

/** @param {any} operation what kind of body it takes, and an example as it is typed */
export function bodyOf(operation) {
  const [type, content] = Object.entries(operation.requestBody.content)[0];
  const isForm = type === "application/x-www-form-urlencoded";
  const text = isForm ? new URLSearchParams(content.example).toString() : JSON.stringify(content.example, null, 2);
  return { type, text };
}

/** The same request for a shell. @param {ReturnType<typeof filledIn>} request */
export function command({ url, method, headers, body }) {
  const said = Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`);
  const parts = ["curl", `-X ${method}`, '-H "X-API-Key: $KEY"', ...said, body ? `-d ${quoted(body)}` : "", quoted(url.href)];
  return parts.filter(Boolean).join(" \\\n  ");
}

/** @param {string} text JSON with its lines, anything else as it is */
export function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** @param {any} schema @param {Record<string, any>} schemas @returns {string[]} */
function choicesOf(schema, schemas) {
  if (schema.$ref) return choicesOf(schemas[schema.$ref.split("/").at(-1)], schemas);
  if (schema.anyOf) return schema.anyOf.flatMap((option) => choicesOf(option, schemas));
  if (schema.type === "boolean") return ["true", "false"];
  return (schema.enum ?? []).map(String);
}

/** @param {string} text */
function quoted(text) {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
