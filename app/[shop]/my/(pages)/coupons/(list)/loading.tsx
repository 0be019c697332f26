export { PageSkeleton as default } from "@/components/my/page-skeleton";
