// An address to share says only what was asked: what was left empty is not sent. Without a script it is sent, and means nothing.
document.querySelector("form.ask")?.addEventListener("formdata", ({ formData }) => {
  for (const [name, value] of [...formData]) if (!value.trim()) formData.delete(name);
});
