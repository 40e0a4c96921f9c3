# Thin callers of `rialto`; `node tools/launcher/rialto.mjs --help` shows what else there is.
RIALTO := node tools/launcher/rialto.mjs

.DEFAULT_GOAL := help
.PHONY: help setup start stop restart status logs logs-service migrate migrate-service seed seed-service test test-service clean prune

help: ## show this
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

setup: ## install all dependencies
	@node tools/launcher/install.mjs

start: ## start all services in the background; FLAGS='--port 9000'
	@$(RIALTO) start --detach $(FLAGS)

stop: ## stop all services
	@$(RIALTO) stop

restart: ## restart all services
	@$(RIALTO) restart

status: ## how each service is
	@$(RIALTO) status

logs: ## the log of all services; FOLLOW=1 goes on with it
	@$(RIALTO) logs $(if $(FOLLOW),--follow)

logs-service: ## the log of one: SERVICE=order
	@$(RIALTO) logs $(or $(SERVICE),$(error Say which: make logs-service SERVICE=order)) $(if $(FOLLOW),--follow)

migrate: ## bring all databases to this version
	@$(RIALTO) migrate

migrate-service: ## bring one to this version: SERVICE=order
	@$(RIALTO) migrate $(or $(SERVICE),$(error Say which: make migrate-service SERVICE=order))

seed: ## put the demo accounts, products and orders where they are missing
	@$(RIALTO) seed

seed-service: ## those of one: SERVICE=catalog
	@$(RIALTO) seed $(or $(SERVICE),$(error Say which: make seed-service SERVICE=catalog))

test: ## run all tests; ONLY=tests/attacks those of a path
	@$(RIALTO) test $(ONLY)

test-service: ## run the tests of one: SERVICE=order
	@$(RIALTO) test $(or $(SERVICE),$(error Say which: make test-service SERVICE=order))

clean: ## stop, and remove all data of this installation
	@$(RIALTO) stop
	@$(RIALTO) reset --yes

prune: ## remove unused Docker data, where there is Docker
	@if command -v docker >/dev/null 2>&1; then docker system prune; else echo 'There is no Docker here, and so nothing of it to remove.'; fi
