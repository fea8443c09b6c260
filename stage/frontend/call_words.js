// What is written in a call besides its values.

export const CALL_WORDS = { all: "Show all values" };
