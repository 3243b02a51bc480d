import { type Option, OPTIONS } from './config/option-table.ts';

const MOST_COLUMNS = 100;

type Row = readonly [flag: string, help: string];

/** What --help prints. */
export function helpText(): string {
  const own: readonly Row[] = [
    ...OPTIONS.filter((option) => !('only' in option) && !('secret' in option)).map(rowOf),
    ['--config FILE', 'Read options from a JSON file; its keys are these names in camel case, such as grpcPort.'],
    ['--help', 'Print this.'],
    ['--version', 'Print the version.'],
  ];
  const coturn = OPTIONS.filter((option) => 'only' in option).map(rowOf);
  const width = Math.max(...[...own, ...coturn].map(([flag]) => flag.length)) + 4;
  return [
    'rtc-call-server: video calls on any web page, from your own server.',
    '',
    'Usage: rtc-call-server [options]',
    '       rtc-call-server turn-config [options] > turnserver.conf',
    '',
    ...table(own, width),
    '',
    ...wrap(
      'turn-config prints the configuration of a coturn for --turn and its secret, and then ends. ' +
        'It has the options above, and these:',
      MOST_COLUMNS,
    ),
    '',
    ...table(coturn, width),
    '',
    ...wrap(
      'Each option can also be set by a variable, such as RTC_CALL_GRPC_PORT, where a list is separated by commas. ' +
        'Flags win over variables, and variables over the file.',
      MOST_COLUMNS,
    ),
  ].join('\n');
}

function rowOf(option: Option): Row {
  return [`--${option.name}${option.placeholder === undefined ? '' : ` ${option.placeholder}`}`, option.help];
}

function table(rows: readonly Row[], width: number): readonly string[] {
  return rows.flatMap(([flag, help]) =>
    wrap(help, MOST_COLUMNS - width).map((line, index) => `${(index === 0 ? `  ${flag}` : '').padEnd(width)}${line}`),
  );
}

function wrap(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
