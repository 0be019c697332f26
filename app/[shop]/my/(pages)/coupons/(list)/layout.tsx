export { MemberOnly as default } from "../../member-only";
