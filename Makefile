# What one types most; `make` alone lists it.
.DEFAULT_GOAL := help
.PHONY: help build test fmt lint bless generate accuracy bench cost fuzz ci

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  \1\t\2/p' Makefile | column -t -s "$$(printf '\t')"

build: ## compile everything
	swift build

test: ## run all tests (only=PATTERN for some)
	swift test --disable-xctest $(if $(only),--filter '$(only)')

fmt: ## format the Swift sources
	swift format --in-place --recursive Package.swift Sources Tests

lint: ## check the Swift sources' style
	swift format lint --strict --recursive --parallel Package.swift Sources Tests

bless: ## record the goldens anew (only=PATTERN for some); review the diff
	BLESS=1 swift test --disable-xctest $(if $(only),--filter '$(only)')

generate: ## write generated/ from specs/
	swift run slogen generate

bench: ## measure the compiler's throughput
	swift run -c release Benchmarks

cost: ## measure what rules cost a Prometheus, beside those of textbooks
	swift run Cost

accuracy: ## measure how far rules are from the truth (only=PART of a scenario's name, jobs=, prometheus=)
	swift run -c release Accuracy $(foreach name,only jobs prometheus,\
	  $(if $($(name)),'$(name)=$($(name))'))

fuzz: ## try mutated inputs (what=promql|spec|all, seconds= or count=, seed=, from=, jobs=, out=)
	swift run -c release Fuzz $(foreach name,what seconds count seed from jobs out limit shared,\
	  $(if $($(name)),$(name)=$($(name))))

ci: ## what the build server runs
	.ci/run
