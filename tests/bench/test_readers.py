from tests.bench.readers import table


def test_figures_stand_side_by_side_by_size() -> None:
    figures = {
        1_000: [("search payload", "95 KB"), ("explore payload", "40 KB")],
        10_000: [("search payload", "180 KB")],
    }

    assert list(table(figures)) == [
        "| for readers | 1,000 entries | 10,000 entries |",
        "| --- | ---: | ---: |",
        "| search payload | 95 KB | 180 KB |",
        "| explore payload | 40 KB | - |",
    ]
