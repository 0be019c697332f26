// TypeScript 7 has no compiler API yet, so dependency-cruiser refuses it and silently falls back to a loose JavaScript
// parser. This hook gives dependency-cruiser (and nobody else) TypeScript 6, which stands beside it for this purpose.
import { registerHooks } from "node:module";

const forCruiser = (parent) => parent?.includes("/dependency-cruiser/") ?? false;

registerHooks({
  resolve(specifier, context, next) {
    if (!forCruiser(context.parentURL)) return next(specifier, context);
    if (specifier === "typescript") return next("@typescript/typescript6", context);
    if (specifier === "typescript/package.json") return next("@typescript/typescript6/package.json", context);
    return next(specifier, context);
  },
});
