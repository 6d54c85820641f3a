/** Where the focus goes, and what is brought into view. */
export const rowId = (name: string) => `token ${name}`;
export const editButtonId = (name: string) => `edit ${name}`;
export const revokeButtonId = (name: string) => `revoke ${name}`;
export const generateButtonId = 'generate';
