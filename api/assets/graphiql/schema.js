// The schema as the service tells it of itself, and the questions the page asks about it.

const REFERENCE = Array.from({ length: 9 }).reduce((inner) => `kind name ofType { ${inner} }`, "kind name");

/** The introspection query as every common tool sends it (GraphQL specification, section Introspection). */
export const INTROSPECTION = `query IntrospectionQuery {
  __schema {
    description
    queryType { name kind }
    mutationType { name kind }
    subscriptionType { name kind }
    types { ...FullType }
    directives { name description isRepeatable locations args(includeDeprecated: true) { ...InputValue } }
  }
}
fragment FullType on __Type {
  kind name description specifiedByURL
  fields(includeDeprecated: true) {
    name description args(includeDeprecated: true) { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason
  }
  inputFields(includeDeprecated: true) { ...InputValue }
  interfaces { ...TypeRef }
  enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
  possibleTypes { ...TypeRef }
}
fragment InputValue on __InputValue {
  name description type { ...TypeRef } defaultValue isDeprecated deprecationReason
}
fragment TypeRef on __Type { ${REFERENCE} }`;

/** The name of the type inside lists and exclamation marks. */
export function innermost(reference) {
  let type = reference;
  while (type?.ofType) type = type.ofType;
  return type?.name ?? null;
}

/** A type as it is written: `[Contract!]!`. */
export function written(reference) {
  if (reference.kind === "NON_NULL") return `${written(reference.ofType)}!`;
  if (reference.kind === "LIST") return `[${written(reference.ofType)}]`;
  return reference.name;
}

/** The schema, to be asked. */
export class Schema {
  #types;
  #roots;

  constructor(told) {
    this.#types = new Map(told.types.map((type) => [type.name, type]));
    this.#roots = {
      query: told.queryType?.name,
      mutation: told.mutationType?.name,
      subscription: told.subscriptionType?.name,
    };
    this.directives = told.directives;
  }

  /** The type with that name. */
  type(name) {
    return this.#types.get(name) ?? null;
  }

  /** All types but those of introspection, by name. */
  types() {
    const named = [...this.#types.values()].filter(({ name }) => !name.startsWith("__"));
    return named.sort((one, other) => one.name.localeCompare(other.name));
  }

  /** The type at the top of an operation of that kind. */
  root(kind) {
    return this.type(this.#roots[kind]);
  }

  /** The kinds of operation there are, with the type at the top of each. */
  roots() {
    return Object.entries(this.#roots).filter(([, name]) => name);
  }

  /** A field of a type. */
  field(type, name) {
    return type?.fields?.find((field) => field.name === name) ?? null;
  }

  /** The types that may stand where this one stands. */
  possible(type) {
    return [type?.name, ...(type?.possibleTypes ?? []).map(({ name }) => name)].filter(Boolean);
  }

  /** Types and fields that have every one of these words in name or description; names come first. */
  search(words, most) {
    const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
    if (wanted.length === 0) return [];
    const rank = (name, description) => {
      const both = `${name} ${description ?? ""}`.toLowerCase();
      if (!wanted.every((word) => both.includes(word))) return null;
      return wanted.every((word) => name.toLowerCase().includes(word)) ? 0 : 1;
    };
    const found = [];
    for (const type of this.types()) {
      const own = rank(type.name, type.description);
      if (own !== null) found.push({ rank: own, type: type.name, field: null });
      for (const field of type.fields ?? type.inputFields ?? []) {
        const its = rank(field.name, field.description);
        if (its !== null) found.push({ rank: its, type: type.name, field: field.name });
      }
    }
    return found.sort((one, other) => one.rank - other.rank).slice(0, most);
  }
}
