import type { Context } from '../nodes/context.ts';
import type { Action } from '../core/model.ts';
import type { Scope } from '../core/expr.ts';
import type { Target } from '../app/actions.ts';
export function openForm(_action: Action, _context: Context, _scope: Scope, _target?: Target): void {}
