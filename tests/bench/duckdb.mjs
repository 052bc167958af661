// DuckDB's side of frame_bench: the same file, the same questions, two threads.
//
//     node duckdb.mjs import FILE.csv DB     loads the file into a new database
//     node duckdb.mjs ask DB                 prints "NAME COLD WARM" in milliseconds
import { DuckDBInstance } from '@duckdb/node-api';

const [mode, from, to] = process.argv.slice(2);
const path = mode === 'import' ? to : from;
const instance = await DuckDBInstance.create(path, { threads: '2' });
const connection = await instance.connect();
const run = async (sql) => (await connection.runAndReadAll(sql)).getRows();

async function time(name, sqls, repeats) {
  const once = async () => {
    const begun = process.hrtime.bigint();
    for (const sql of sqls) await run(sql);
    return Number(process.hrtime.bigint() - begun) / 1e6;
  };
  const cold = await once();
  const warm = [];
  for (let i = 0; i < repeats; i++) warm.push(await once());
  warm.sort((a, b) => a - b);
  console.log(`${name} ${cold.toFixed(1)} ${warm[repeats >> 1].toFixed(1)}`);
}

if (mode === 'import') {
  await run(`CREATE TABLE t AS SELECT * FROM read_csv('${from.replaceAll("'", "''")}')`);
  await run('CHECKPOINT');
} else {
  await time('count', ['SELECT office, month, count(*) FROM t GROUP BY ALL'], 5);
  await time('sum', ['SELECT office, case_type, sum(benefit) FROM t GROUP BY ALL'], 5);
  await time('average', [`SELECT education, housing, avg(months) FROM t
      WHERE age >= 25 AND regexp_matches(postal_code, '^N2[A-K]') GROUP BY ALL`], 5);
  // Exactly what a profile has: rows with a value, different values, least, greatest, mean and
  // median of numbers, and the ten most frequent values of each column.
  const columns = await run("SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 't'");
  const figures = columns.flatMap(([name, type]) => {
    const c = `"${name}"`;
    const all = [`count(${c})`, `count(DISTINCT ${c})`, `min(${c})`, `max(${c})`];
    return /INT|DOUBLE|DECIMAL/.test(type) ? [...all, `avg(${c})`, `median(${c})`] : all;
  });
  const tops = columns.map(([name]) =>
    `SELECT "${name}", count(*) n FROM t GROUP BY ALL ORDER BY n DESC LIMIT 10`);
  await time('profile', [`SELECT ${figures.join(', ')} FROM t`, ...tops], 1);
}
