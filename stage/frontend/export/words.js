// What is said when a picture cannot be saved.

export const EXPORT_WORDS = {
  notDrawn: "The picture is not drawn yet.",
  failed: "This browser could not make the picture.",
};
