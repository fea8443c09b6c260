/** How the words of the glossary are told from other links. */
export const MARK = "#word-"; // before the name of the word, as ui/shell/glossary.py has it
export const WORD = `a[href^="${MARK}"]`;
