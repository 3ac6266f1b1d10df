// Loaded before a program (`node --import`): its machine's clock is wrong by SKEW_MS milliseconds.
const skew = Number(process.env.SKEW_MS ?? 0);
const Right = Date;
class Wrong extends Right {
  constructor(...given: ConstructorParameters<typeof Right> | []) {
    if (given.length === 0) super(Right.now() + skew);
    else super(...given);
  }
  static override now(): number {
    return Right.now() + skew;
  }
}
if (skew !== 0) globalThis.Date = Wrong as DateConstructor;
