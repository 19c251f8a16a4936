// The package types its entry points only; the bundle has the same exports as the main one.
declare module 'echarts/dist/echarts.esm.min.mjs' {
  export * from 'echarts';
}
