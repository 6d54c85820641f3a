# Two steps, so that the image holds the built files and Node, and none of what built them.
#
#   docker build -t whm-token-manager .
#   docker run --read-only --cap-drop ALL --security-opt no-new-privileges --memory 512m --stop-timeout 75 \
#     -p 443:8443 -v /etc/token-manager:/etc/token-manager:ro --env-file token-manager.env whm-token-manager
#
# token-manager.env, for example:
#   WHM_SERVERS_FILE=/etc/token-manager/servers.json
#   TLS_CERT_FILE=/etc/token-manager/cert.pem
#   TLS_KEY_FILE=/etc/token-manager/key.pem
#   ALLOWED_HOSTS=tokens.example.com

# The line of Node that is supported longest now. For builds that are the same tomorrow, pin its digest.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run --silent build

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8443
WORKDIR /app
# Owned by root: the process may read its own program and not change it.
COPY --from=build /app/dist/page ./dist/page
COPY --from=build /app/dist/server ./dist/server
COPY --from=build /app/package.json ./
USER node
EXPOSE 8443
# /healthz answers under any name; the certificate need not be for 127.0.0.1.
HEALTHCHECK --interval=30s --timeout=5s --start-period=5s CMD ["node", "-e", "const s=process.env.TLS_CERT_FILE;require(s?'node:https':'node:http').get({host:'127.0.0.1',port:process.env.PORT,path:'/healthz',rejectUnauthorized:false},(r)=>process.exit(r.statusCode===200?0:1)).on('error',()=>process.exit(1))"]
# It lets running calls end, which takes a minute at most: hence the time to stop in the line above.
STOPSIGNAL SIGTERM
CMD ["node", "dist/server/server.js"]
