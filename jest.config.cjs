// ESM-only packages are transformed too, because jest cannot `require` them as Node 20.19 can.
const esmOnly = [
  'ipaddr\\.js',
  'htmlparser2',
  'entities',
  'domhandler',
  'domutils',
  'dom-serializer',
  'domelementtype',
  'cheerio',
  'cheerio-select',
  'css-select',
  'css-what',
  'boolbase',
  'nth-check',
  '@sparticuz/chromium',
  '@microsoft/app-manifest',
  'strip-bom',
];
const common = {
  testEnvironment: 'node',
  transform: {
    '^.+\\.(ts|m?js)$': [
      '@swc/jest',
      { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
  // A lazy `import('./x.js')` names the compiled file; here it is x.ts.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
};
module.exports = {
  // A machine that does much else at the same time is no fault of the code.
  testTimeout: 20_000,
  // Tests mostly wait for processes, browsers and shops of their own: one core need not be kept free.
  maxWorkers: '100%',
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: [
        '<rootDir>/src/**/*.test.ts',
        '<rootDir>/watchers/**/*.test.ts',
        '<rootDir>/test/support/**/*.test.ts',
        '<rootDir>/test/history/**/*.test.ts',
      ],
    },
    { ...common, displayName: 'suites', testMatch: ['<rootDir>/test/suites/**/*.test.ts'] },
    { ...common, displayName: 'end-to-end', testMatch: ['<rootDir>/test/end-to-end/**/*.test.ts'] },
  ],
};
