// What the JSON Schema says of a field: its kind, and what the kind needs.

/** Follows references, and takes apart what may be left out: `{ schema, optional }`. */
export function resolved(root, field) {
  let schema = field
  let optional = "default" in field
  for (;;) {
    if (schema.$ref) {
      const { $ref, ...own } = schema
      schema = { ...root.$defs[$ref.split("/").pop()], ...own }
    } else if (schema.anyOf?.some((choice) => choice.type === "null")) {
      optional = true
      const { anyOf, ...own } = schema
      schema = { ...anyOf.find((choice) => choice.type !== "null"), ...own }
    } else {
      return { schema, optional }
    }
  }
}

/** Names the kind of a resolved field. */
export function kindOf(schema) {
  const choices = schema.anyOf ?? []
  if (choices.some((choice) => choice.properties?.best)) return "count"
  if (choices.some((choice) => choice.type === "integer" && choice.maximum === 9999)) return "date"
  const list = choices.find((choice) => choice.type === "array")
  if (list) return "list"
  if (choices.length) return "line"
  if (schema.enum) return "choice"
  if (schema.type === "boolean") return "flag"
  if (schema.patternProperties) return "languages"
  if (schema.properties) return "record"
  if (schema.prefixItems) return "coordinates"
  if (schema.type === "array") return "list"
  if (schema.format === "date") return "day"
  if (schema.pattern) return "code"
  if (schema.maxLength === 2048) return "address"
  return schema.maxLength > 1000 ? "prose" : "line"
}

/** What each item of a list is, and whether one item may stand alone. */
export function itemOf(root, schema) {
  const list = schema.anyOf?.find((choice) => choice.type === "array")
  return { schema: resolved(root, (list ?? schema).items).schema, alone: Boolean(list) }
}

/** What stands under each language, and the form of the language's code. */
export function languagesOf(schema) {
  const [[pattern, value]] = Object.entries(schema.patternProperties)
  return { pattern, value, longest: schema.propertyNames?.maxLength }
}
