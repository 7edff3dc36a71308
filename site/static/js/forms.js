// The summary of what is wrong takes focus, so that it is the first thing heard and seen.
document.querySelector("[data-focus]")?.focus();
