import * as z from 'zod/mini';

// zod compiles object schemas with `new Function`, which the page's Content-Security-Policy forbids.
// Set here, in the one module schemas get zod from, so that it is in force before any schema exists.
z.config({ jitless: true });

export { z };
