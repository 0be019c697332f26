import { handleMemberAuth } from "@/server/members/auth/member-auth";

export { handleMemberAuth as GET, handleMemberAuth as POST };
