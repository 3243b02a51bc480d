// The words that are needed before the others are there.
export const LOADING = 'Loading the inspector…';
export const NOT_LOADED = 'The inspector could not be loaded. Load the page again.';
