import { handleStaffAuth } from "@/server/tenancy/auth/staff-auth";

export { handleStaffAuth as GET, handleStaffAuth as POST };
