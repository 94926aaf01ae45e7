// Narrows the table of codes to the rows that hold all the words in the field; a number is the beginning of a code.
document.addEventListener("DOMContentLoaded", () => {
  const field = document.querySelector(".codes-filter");
  if (!field) return;
  const rows = [...document.querySelectorAll("table.codes tbody tr")];
  field.addEventListener("input", () => {
    const words = field.value.toLowerCase().trim().split(/\s+/);
    rows.forEach((row) => {
      const text = row.textContent.toLowerCase().trim();
      row.hidden = !words.every((word) => (/^\d+$/.test(word) ? text.startsWith(word) : text.includes(word)));
    });
  });
});
