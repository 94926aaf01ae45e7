// Narrows the table of codes to the rows that hold all the words in the field.
document.addEventListener("DOMContentLoaded", () => {
  const field = document.querySelector(".codes-filter");
  if (!field) return;
  const rows = [...document.querySelectorAll("table.codes tbody tr")];
  field.addEventListener("input", () => {
    const words = field.value.toLowerCase().split(/\s+/);
    rows.forEach((row) => {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
    });
  });
});
