import { OPTIONS } from './config/option-table.ts';

const MOST_COLUMNS = 100;

/** What --help prints. */
export function helpText(): string {
  const rows: readonly (readonly [string, string])[] = [
    ...OPTIONS.map((option) => {
      const placeholder = 'placeholder' in option ? ` ${option.placeholder}` : '';
      return [`--${option.name}${placeholder}`, option.help] as const;
    }),
    ['--config FILE', 'Read options from a JSON file; its keys are these names in camel case, such as grpcPort.'],
    ['--help', 'Print this.'],
    ['--version', 'Print the version.'],
  ];
  const width = Math.max(...rows.map(([flag]) => flag.length)) + 4;
  const lines = rows.flatMap(([flag, help]) =>
    wrap(help, MOST_COLUMNS - width).map((line, index) => `${(index === 0 ? `  ${flag}` : '').padEnd(width)}${line}`),
  );
  return [
    'rtc-call-server: video calls on any web page, from your own server.',
    '',
    'Usage: rtc-call-server [options]',
    '',
    ...lines,
    '',
    ...wrap(
      'Each option can also be set by a variable, such as RTC_CALL_GRPC_PORT, where a list is separated by commas. ' +
        'Flags win over variables, and variables over the file.',
      MOST_COLUMNS,
    ),
  ].join('\n');
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
