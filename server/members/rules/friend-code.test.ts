import { describe, expect, it } from "vitest";
import { friendCode, friendCodeForPeople, plainFriendCode } from "./friend-code";

describe("the code friends know a member by", () => {
  it("is read however it is typed", () => {
    const code = friendCode((below) => below - 1);
    expect(code).toBe("99999999");
    for (const typed of ["99999999", "9999-9999", " 9999 9999 ", "９９９９－９９９９", "9999ー9999", "9999−9999"])
      expect(plainFriendCode(typed)).toBe(code);
    expect(plainFriendCode("abcd-efgh")).toBe("ABCDEFGH");
    expect(plainFriendCode(friendCodeForPeople("ABCDEFGH"))).toBe("ABCDEFGH");
  });

  it("is nothing else", () => {
    for (const typed of ["", "ABCD", "ABCDEFGHJ", "ABCD-EFG1", "ABCDEFG\0", "ABCDEFGあ"])
      expect(plainFriendCode(typed)).toBeNull();
  });
});
