// Holds the repository to the rules of the house that no compiler and no linter knows.
import { leftoverRules, messageRules, migrationRules } from "./house-contents";
import { readHouse } from "./house-files";
import { nameRules } from "./house-names";

const files = readHouse(process.cwd());
const complaints = [nameRules, messageRules, migrationRules, leftoverRules].flatMap((rule) => rule(files));
for (const complaint of complaints) console.error(complaint);
console.log(`${files.length} files, ${complaints.length} against the rules of the house`);
process.exitCode = complaints.length > 0 ? 1 : 0;
