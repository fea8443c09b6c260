// Rows of a table of the page: a click on one chooses what the drawing above it chooses.

/**
 * A table as stage/network.py tells of it: the class of its place, and what each row chooses.
 * @typedef {{place: string, choices: (?number)[]}} TableData
 */

export class TableRows {
  /** @param {(choice: number) => void} choose */
  constructor(choose) {
    this.choose = choose;
    /** @param {Event} event */
    this.point = (event) => {
      const found = this.find(event);
      if (found) found.row.style.cursor = "pointer";
    };
    /** @param {Event} event */
    this.click = (event) => {
      const found = this.find(event);
      if (found && !getSelection()?.toString()) this.choose(found.choice);
    };
    document.addEventListener("pointerover", this.point);
    document.addEventListener("click", this.click);
  }

  /** @param {?TableData} table */
  receive(table) {
    this.table = table;
  }

  /** The row that an event is about, and its choice. @param {Event} event */
  find(event) {
    const target = event.target;
    if (!this.table || !(target instanceof Element)) return null;
    const row = /** @type {?HTMLElement} */ (target.closest(`.${this.table.place} tbody tr`));
    const choice = row?.parentElement ? this.table.choices[[...row.parentElement.children].indexOf(row)] : null;
    return row && typeof choice === "number" ? { row, choice } : null;
  }

  leave() {
    document.removeEventListener("pointerover", this.point);
    document.removeEventListener("click", this.click);
  }
}
