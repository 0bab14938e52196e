#!/bin/sh
# Makes .env for docker compose: the profile's engines and secrets that nobody else has. Never overwrites one.
# usage: resources/containers/make-env.sh [full|minimal]
set -eu
cd "$(dirname "$0")/../.."

profile=${1:-full}
case $profile in
  full)
    brokers=kafka://kafka1:9092,kafka2:9093,kafka3:9094 replication=3 min_insync=2
    deletion_services=friend,chat,abuse,logs
    voters=1@kafka1:19092,2@kafka2:19093,3@kafka3:19094 ;;
  minimal)
    brokers=kafka://kafka1:9092 replication=1 min_insync=1
    deletion_services=friend,chat,abuse
    voters=1@kafka1:19092 ;;
  *) echo "usage: $0 [full|minimal]" >&2; exit 1 ;;
esac
[ ! -e .env ] || { echo ".env is there already. Delete it only if you no longer need the data that it opens." >&2; exit 1; }

secret() { od -An -N32 -tx1 /dev/urandom | tr -d ' \n'; }
# 16 bytes in base64url, with letters for the two signs: an id that begins with - would look like an option.
cluster_id() { head -c 16 /dev/urandom | base64 | tr '+/' 'xy' | tr -d '=\n'; }

umask 077
cat > .env <<SETTINGS
# Made by resources/containers/make-env.sh. Keep a copy in a safe place: without it the data cannot be opened.
COMPOSE_PROFILES=$profile

# Address of this machine on which 8080, 8081 and 5601 are open; 127.0.0.1 behind a reverse proxy.
PUBLISH_ADDRESS=0.0.0.0
# Address under which clients reach the front, once there is one:
#MARU_PUBLIC_URL=https://chat.example.org
# How many reverse proxies stand before the front; without it all people behind one are one address to it:
#MARU_TRUST_PROXY=1
#MARU_LOG_LEVEL=debug

# Whom the deletion of an account waits for: the services of this profile that have something of people.
MARU_DELETION_SERVICES=$deletion_services

MARU_SECRET=$(secret)
# The administrator of MongoDB, and a user for each service:
MONGODB_PASSWORD=$(secret)
MONGODB_USER_PASSWORD=$(secret)
MONGODB_FRIEND_PASSWORD=$(secret)
MONGODB_CHAT_PASSWORD=$(secret)
MONGODB_ABUSE_PASSWORD=$(secret)
ELASTIC_PASSWORD=$(secret)
KIBANA_PASSWORD=$(secret)
KIBANA_ENCRYPTION_KEY=$(secret)

KAFKA_CLUSTER_ID=$(cluster_id)
KAFKA_BROKERS=$brokers
KAFKA_VOTERS=$voters
KAFKA_REPLICATION=$replication
KAFKA_MIN_INSYNC=$min_insync
SETTINGS
echo ".env made for the profile $profile. Start: docker compose up -d"
