/**
 * The one shape of everything on the server side: the gateway, the simulated WHM and the network
 * itself are all functions from a web-platform Request to a Response.
 */
export type FetchHandler = (request: Request) => Promise<Response>;
