// Share as text: hands the page to another app where the device can, else copies it, else the link simply opens it.

const link = document.getElementById("share");
const status = document.getElementById("shared");

const text = async () => {
  const response = await fetch(link.href);
  if (!response.ok) throw new Error(response.statusText);
  return response.text();
};

link?.addEventListener("click", async (event) => {
  if (!navigator.share && !navigator.clipboard) return;
  event.preventDefault();
  try {
    const said = await text();
    if (navigator.share) {
      await navigator.share({ title: link.dataset.title, text: said });
    } else {
      await navigator.clipboard.writeText(said);
      status.textContent = link.dataset.copied;
    }
  } catch (error) {
    if (error.name !== "AbortError") location.href = link.href; // refused: the text is shown instead
  }
});
