#!/bin/bash
# Run once by the image, on an empty volume. One database and one account each; no account may enter the other's.
set -euo pipefail
gateway_password=$(cat /run/secrets/gateway_database_password)
keycloak_password=$(cat /run/secrets/keycloak_database_password)
psql -v ON_ERROR_STOP=1 -v gateway="$gateway_password" -v keycloak="$keycloak_password" --username "$POSTGRES_USER" <<'SQL'
CREATE ROLE collimator LOGIN PASSWORD :'gateway';
CREATE ROLE keycloak LOGIN PASSWORD :'keycloak';
CREATE DATABASE collimator OWNER collimator;
CREATE DATABASE keycloak OWNER keycloak;
REVOKE CONNECT ON DATABASE collimator, keycloak FROM PUBLIC;
SQL
